package io.masterrecord.autoconfigure.sliced;

import io.masterrecord.autoconfigure.DataMasterRecordTest;
import io.masterrecord.autoconfigure.sliced.SlicedApplication.Grade;
import io.masterrecord.autoconfigure.sliced.SlicedApplication.GradeConverter;
import io.masterrecord.autoconfigure.sliced.SlicedApplication.Note;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.test.context.transaction.TestTransaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DataMasterRecordTest}, as an application uses it.
 */
@DataMasterRecordTest(
		properties = "masterrecord.migrations.package-name=io.masterrecord.autoconfigure.sliced.migrations")
class DataMasterRecordTestTests {

	@Autowired
	private NoteRepository notes;

	@Autowired
	private ApplicationContext context;

	@RepeatedTest(2)
	void migratesAndRollsEachTestBack() {
		assertThat(TestTransaction.isActive()).isTrue();
		assertThat(this.notes.findAll()).extracting(Note::text).containsExactly("seeded");
		this.notes.insert(new Note(null, "mine", new Grade(1)));
		assertThat(this.notes.count()).isEqualTo(2);
	}

	@Test
	void takesTheBeansThatMasterRecordAsksForAndNoOthers() {
		assertThat(this.context.getBeansOfType(GradeConverter.class)).hasSize(1);
		assertThat(this.context.getBeansOfType(Counter.class)).hasSize(1);
		assertThat(this.context.getBeansOfType(Unwanted.class)).isEmpty();
	}

	@Test
	void validates() {
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> this.notes.insert(new Note(null, "longer than ten", new Grade(1))))
			.isNotInstanceOf(DataAccessException.class)
			.withMessageContaining("text");
	}

}
