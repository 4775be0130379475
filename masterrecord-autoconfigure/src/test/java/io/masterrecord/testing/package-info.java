/**
 * What the tests stand on: real database servers, an empty database for each
 * specification, a second process, and a record of the statements sent.
 * <p>
 * A specification names the engines it holds on
 * ({@link io.masterrecord.testing.EngineTest},
 * {@link io.masterrecord.testing.EngineSpec}); what comes out is the same specification
 * run once per engine, and a line saying which servers were used.
 */
@NullMarked
package io.masterrecord.testing;

import org.jspecify.annotations.NullMarked;
