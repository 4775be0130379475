/**
 * A live database read into a {@link io.masterrecord.schema.Schema}, compared with the
 * schema that is expected there, and asked whether an operation took effect.
 * <p>
 * A connection enters, a picture or an answer leaves. Which questions are asked is told
 * by the dialect; nothing is ever written.
 */
@NullMarked
package io.masterrecord.catalog;

import org.jspecify.annotations.NullMarked;
