/**
 * A migration that depends on what it should not.
 */
@NullMarked
package io.masterrecord.command.foreign;

import org.jspecify.annotations.NullMarked;
