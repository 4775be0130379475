package io.masterrecord.query;

/**
 * An operand that is computed rather than stored or bound. Others than the operands every
 * query has are added here.
 */
non-sealed interface Computation extends Operand {

}
