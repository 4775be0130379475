/**
 * The migrations of the small application.
 */
@NullMarked
package io.masterrecord.autoconfigure.shop.migrations;

import org.jspecify.annotations.NullMarked;
