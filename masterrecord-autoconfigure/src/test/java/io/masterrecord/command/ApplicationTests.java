package io.masterrecord.command;

import io.masterrecord.migration.MigrationSettings;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Application}.
 */
class ApplicationTests {

	private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

	private final MockEnvironment environment = new MockEnvironment();

	private final Application application = new Application(this.beans, this.environment, null);

	@Test
	void namesThePropertyThatSwitchesItOff() {
		this.environment.setProperty("masterrecord.enabled", "false");
		assertThatExceptionOfType(CommandRefusedException.class).isThrownBy(this.application::migrator)
			.withMessage("Property 'masterrecord.enabled' has the value 'false'.")
			.satisfies((refused) -> assertThat(refused.getAction()).contains("'--masterrecord.enabled=true'"));
		assertThatExceptionOfType(CommandRefusedException.class).isThrownBy(this.application::definition);
	}

	@Test
	void saysThatThereIsNoDataSource() {
		assertThatExceptionOfType(CommandRefusedException.class).isThrownBy(this.application::migrator)
			.withMessageContaining("no data source")
			.satisfies((refused) -> assertThat(refused.getAction()).contains("'spring.datasource.url'"));
	}

	@Test
	void leavesOtherFailuresAlone() {
		this.beans.registerSingleton("one", MigrationSettings.defaults());
		this.beans.registerSingleton("two", MigrationSettings.defaults());
		assertThatExceptionOfType(NoUniqueBeanDefinitionException.class)
			.isThrownBy(this.application::migrationSettings);
	}

}
