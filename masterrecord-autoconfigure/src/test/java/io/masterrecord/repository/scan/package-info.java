/**
 * Repositories that are found by scanning.
 */
@NullMarked
package io.masterrecord.repository.scan;

import org.jspecify.annotations.NullMarked;
