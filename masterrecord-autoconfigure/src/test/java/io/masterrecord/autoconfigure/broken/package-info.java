/**
 * A migration that throws.
 */
@NullMarked
package io.masterrecord.autoconfigure.broken;

import org.jspecify.annotations.NullMarked;
