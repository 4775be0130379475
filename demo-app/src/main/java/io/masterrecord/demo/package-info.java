/**
 * An application that shows what MasterRecord does.
 */
@NullMarked
package io.masterrecord.demo;

import org.jspecify.annotations.NullMarked;
