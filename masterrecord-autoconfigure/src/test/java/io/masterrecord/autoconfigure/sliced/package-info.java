/**
 * A small application whose repository is tested by a slice.
 */
@NullMarked
package io.masterrecord.autoconfigure.sliced;

import org.jspecify.annotations.NullMarked;
