/**
 * A small application: what it declares, and in its package of migrations what its tables
 * look like.
 */
@NullMarked
package io.masterrecord.autoconfigure.shop;

import org.jspecify.annotations.NullMarked;
