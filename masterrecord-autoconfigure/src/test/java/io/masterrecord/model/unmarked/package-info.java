/**
 * Entities in code that says nothing about {@code null}.
 */
package io.masterrecord.model.unmarked;
