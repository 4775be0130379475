/**
 * The application as its own command line:
 * {@code java -jar app.jar masterrecord add NAME}.
 * <p>
 * What enters are the arguments of the application; what leaves is one document on
 * standard output and an exit code. The application context is only described, never
 * started: no bean of the user is created but the configurers.
 */
@NullMarked
package io.masterrecord.command;

import org.jspecify.annotations.NullMarked;
