/**
 * An application with seeds for some of its profiles.
 */
@NullMarked
package io.masterrecord.autoconfigure.seeded;

import org.jspecify.annotations.NullMarked;
