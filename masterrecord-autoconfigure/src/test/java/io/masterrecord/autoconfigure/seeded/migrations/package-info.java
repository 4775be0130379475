/**
 * The migrations of the application with seeds.
 */
@NullMarked
package io.masterrecord.autoconfigure.seeded.migrations;

import org.jspecify.annotations.NullMarked;
