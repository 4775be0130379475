/**
 * From a changed model to the Java source of a migration.
 * <p>
 * What enters is the chain of known migrations and the schema and seeds that the model
 * asks for; what leaves is a class with {@code up} and {@code down} that reads as if a
 * person had written it, and the file it is written to. The database is never asked.
 */
@NullMarked
package io.masterrecord.generate;

import org.jspecify.annotations.NullMarked;
