/**
 * The front door: what an application says about its entities in code, and what it gets
 * to work with. Configurers enter; a {@link io.masterrecord.context.ContextDefinition}
 * leaves, which does not depend on their order.
 */
@NullMarked
package io.masterrecord.context;

import org.jspecify.annotations.NullMarked;
