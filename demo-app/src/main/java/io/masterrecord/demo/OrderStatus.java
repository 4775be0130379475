package io.masterrecord.demo;

/**
 * How far an order is.
 */
public enum OrderStatus {

	/** Not paid yet. */
	OPEN,

	/** Paid. */
	PAID

}
