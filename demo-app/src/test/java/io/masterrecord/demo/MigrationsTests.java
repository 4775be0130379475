package io.masterrecord.demo;

import java.time.Clock;

import io.masterrecord.context.MasterRecordContext;
import io.masterrecord.generate.GenerationSettings;
import io.masterrecord.generate.MigrationGenerator;
import io.masterrecord.generate.PendingChanges;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@DemoTest
class MigrationsTests {

	@Autowired
	private MasterRecordContext context;

	@Test
	void sayWhatEntitiesAndSeedsSay() {
		MigrationGenerator generator = new MigrationGenerator(this.context.migrations().chain(),
				new GenerationSettings("db.migrations", null, Clock.systemUTC()));
		PendingChanges changes = generator.pendingChanges(this.context.model(), this.context.definition().seeds());
		assertThat(changes.operations()).as("run 'masterrecord add'").isEmpty();
	}

}
