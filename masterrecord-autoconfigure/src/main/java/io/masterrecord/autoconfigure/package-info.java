/**
 * The wiring: configuration properties become settings of the engine, and the engine
 * becomes beans of the application.
 * <p>
 * What enters are {@code masterrecord.*} properties, the application's {@code DataSource}
 * and its configurers; what leaves are the context bean, the repositories, and a database
 * that has been migrated before any other bean uses it.
 */
@NullMarked
package io.masterrecord.autoconfigure;

import org.jspecify.annotations.NullMarked;
