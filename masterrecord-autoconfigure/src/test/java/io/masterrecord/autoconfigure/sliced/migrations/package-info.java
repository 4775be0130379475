/**
 * The migrations of the small application.
 */
@NullMarked
package io.masterrecord.autoconfigure.sliced.migrations;

import org.jspecify.annotations.NullMarked;
