/**
 * The root of MasterRecord. It holds only the exception which all its exceptions extend;
 * everything else lives in the packages below, each named by the noun it is about.
 */
@NullMarked
package io.masterrecord;

import org.jspecify.annotations.NullMarked;
