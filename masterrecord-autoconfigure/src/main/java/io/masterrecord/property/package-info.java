/**
 * Typed references to the user's own accessors. A method reference such as
 * {@code Plan::title} enters; the entity, the name of its property and the accessor
 * leave. The kind of reference (text, boolean, ordered, …) is chosen by the compiler from
 * the type the accessor returns, so that queries, seeds and indexes accept only what
 * fits.
 */
@NullMarked
package io.masterrecord.property;

import org.jspecify.annotations.NullMarked;
