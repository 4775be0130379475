package io.masterrecord.autoconfigure.sliced;

import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.ValueConverter;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.annotation.Id;
import org.springframework.stereotype.Component;

@SpringBootApplication
class SlicedApplication {

	record Grade(int value) {
	}

	record Note(@Id @GeneratedId @Nullable Long id, @Size(max = 10) String text, Grade grade) {
	}

	@Component
	static class GradeConverter implements ValueConverter<Grade, Integer> {

		@Override
		public Integer toColumn(Grade value) {
			return value.value();
		}

		@Override
		public Grade fromColumn(Integer value) {
			return new Grade(value);
		}

	}

}
