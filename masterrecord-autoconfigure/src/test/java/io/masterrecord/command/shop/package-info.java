/**
 * An application that writes down whatever of it starts.
 */
@NullMarked
package io.masterrecord.command.shop;

import org.jspecify.annotations.NullMarked;
