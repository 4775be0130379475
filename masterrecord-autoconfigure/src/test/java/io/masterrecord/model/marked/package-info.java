/**
 * Entities in code that states what may be {@code null}.
 */
@NullMarked
package io.masterrecord.model.marked;

import org.jspecify.annotations.NullMarked;
