package io.masterrecord.query;

import java.util.List;

import io.masterrecord.annotation.Table;

import org.springframework.data.annotation.Id;

/**
 * A user, and the two of them that specifications speak of.
 */
@Table(name = "users")
record Person(@Id long id, String name) {

	static final List<Person> ALL = List.of(new Person(1, "Ann"), new Person(2, "Bob"));

}
