/**
 * Entities and migrations that tell when they are initialized.
 */
@NullMarked
package io.masterrecord.autoconfigure.early;

import org.jspecify.annotations.NullMarked;
