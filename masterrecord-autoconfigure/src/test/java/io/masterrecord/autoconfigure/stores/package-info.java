/**
 * Entities of several stores side by side.
 */
@NullMarked
package io.masterrecord.autoconfigure.stores;

import org.jspecify.annotations.NullMarked;
