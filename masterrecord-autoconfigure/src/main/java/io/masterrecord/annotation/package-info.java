/**
 * What an application writes on its entities, where Spring Data, Jakarta Validation and
 * JSpecify have no word for it. The annotations hold no behaviour; the model reads them.
 */
@NullMarked
package io.masterrecord.annotation;

import org.jspecify.annotations.NullMarked;
