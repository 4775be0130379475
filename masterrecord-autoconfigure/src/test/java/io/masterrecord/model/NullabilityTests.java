package io.masterrecord.model;

import java.util.List;

import io.masterrecord.model.marked.MarkedClass;
import io.masterrecord.model.marked.MarkedRecord;
import io.masterrecord.model.unmarked.UnmarkedRecord;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for which columns accept NULL.
 */
class NullabilityTests {

	@Test
	void followsTheTypesInMarkedCode() {
		assertThat(nullable(MarkedRecord.class)).containsExactly("maybe", "opened", "defaultedAndOpened",
				"modifiedAndOpened", "optional");
	}

	@Test
	void acceptsNullInUnmarkedCodeUnlessSomethingIsStated() {
		assertThat(nullable(UnmarkedRecord.class)).containsExactly("plain", "maybe");
	}

	@Test
	void followsTheClassThatDeclaresTheField() {
		assertThat(nullable(MarkedClass.class)).containsExactly("inherited", "maybe", "readAsOptional");
	}

	@Test
	void looksAtTheClassesAround() {
		assertThat(nullable(MarkedRecord.Nested.class)).containsExactly("maybe");
		assertThat(nullable(MarkedRecord.Loose.Inner.class)).containsExactly("plain");
		assertThat(nullable(UnmarkedRecord.Strict.class)).containsExactly("maybe");
	}

	private static List<String> nullable(Class<?> type) {
		return Model.of(type)
			.entity(type)
			.properties()
			.stream()
			.filter(PropertyModel::nullable)
			.map(PropertyModel::name)
			.toList();
	}

}
