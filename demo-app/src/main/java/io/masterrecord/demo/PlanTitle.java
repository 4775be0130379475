package io.masterrecord.demo;

/**
 * What is shown of a plan where there is little room. No more than that is read.
 *
 * @param planNo the number by which people know it
 * @param title what is to be bought
 */
public record PlanTitle(String planNo, String title) {
}
