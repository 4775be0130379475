package io.masterrecord.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.masterrecord.actuate.MasterRecordEndpoint;
import io.masterrecord.autoconfigure.seeded.Member;
import io.masterrecord.autoconfigure.seeded.migrations.AddMembers;
import io.masterrecord.context.MasterRecordConfigurer;
import io.masterrecord.context.MasterRecordContext;
import io.masterrecord.context.SeedCallback;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.test.util.ReflectionTestUtils;

import static io.masterrecord.query.SortKey.asc;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A whole application with seeds, started under each of its profiles and under none, on
 * every engine.
 */
@ExtendWith(OutputCaptureExtension.class)
class SeedApplicationTests {

	@EngineTest
	void writesTheSeedsOfItsProfiles(TestDatabase database) {
		for (String profile : List.of("development", "test", "production", "")) {
			try (ConfigurableApplicationContext application = start(database, profile)) {
				MasterRecordContext context = application.getBean(MasterRecordContext.class);
				List<String> expected = profile.equals("production")
						? List.of("owner@example.com=secret of 12", "support@example.com=secret of 14")
						: List.of("owner@example.com=secret of 12", "tester@example.com=secret of 13");
				assertThat(members(context)).as("under '%s'", profile).isEqualTo(expected);
				Object descriptor = ReflectionTestUtils.invokeMethod(application.getBean(MasterRecordEndpoint.class),
						"contexts");
				String body = JsonMapper.builder().build().writeValueAsString(descriptor);
				assertThat(body).contains(seed(2, "UPSERT", "", "WRITTEN"))
					.contains(seed(3, "UPSERT", "\"development\",\"test\"",
							profile.equals("production") ? "SKIPPED" : "WRITTEN"))
					.contains(seed(4, "INSERT", "\"production\"", profile.equals("production") ? "WRITTEN" : "SKIPPED"))
					.doesNotContain("s3cr3t", "secret of", "@example.com");
				context.migrations().rollback(1);
			}
		}
	}

	@EngineTest
	void writesLaterWhatAnotherProfileIsMeantToHave(TestDatabase database) {
		start(database, "test").close();
		try (ConfigurableApplicationContext ignoring = start(database, "production")) {
			assertThat(members(ignoring.getBean(MasterRecordContext.class))).hasSize(2);
		}
		try (ConfigurableApplicationContext applying = start(database, "production",
				"--masterrecord.seed.on-environment-change=apply")) {
			assertThat(members(applying.getBean(MasterRecordContext.class))).containsExactly(
					"owner@example.com=secret of 12", "support@example.com=secret of 14",
					"tester@example.com=secret of 13");
		}
	}

	@EngineTest
	void putsTheEnvironmentOverTheProfiles(TestDatabase database) {
		try (ConfigurableApplicationContext application = start(database, "test",
				"--masterrecord.seed.environment=production,eu")) {
			assertThat(members(application.getBean(MasterRecordContext.class)))
				.containsExactly("owner@example.com=secret of 12", "support@example.com=secret of 14");
		}
	}

	@ParameterizedTest
	@CsvSource({ "'', , true", "test, , false", "'', development, false" })
	void warnsOfRowsForDevelopersWhereNobodySaysThatThisIsTheirPlace(String profile, @Nullable String environment,
			boolean warned, CapturedOutput output) {
		try (TestDatabase database = TestDatabase.create(Engine.H2)) {
			start(database, profile, (environment != null) ? "--masterrecord.seed.environment=" + environment : "--x=y")
				.close();
		}
		String warning = "Migration 'AddMembers' (20261101080000) has rows or indexes for the environment 'development' only";
		assertThat(output.toString().contains(warning)).isEqualTo(warned);
	}

	private static String seed(int step, String policy, String environments, String outcome) {
		return ("{\"migration\":\"20261101080000\",\"step\":%d,\"table\":\"member\",\"rows\":1,\"policy\":\"%s\","
				+ "\"environments\":[%s],\"outcome\":\"%s\",\"environmentChanged\":false}")
			.formatted(step, policy, environments, outcome);
	}

	private static List<String> members(MasterRecordContext context) {
		return context.query(Member.class)
			.sortBy(asc(Member::email))
			.list()
			.stream()
			.map((member) -> member.email() + "=" + member.password())
			.toList();
	}

	private static ConfigurableApplicationContext start(TestDatabase database, String profile, String... more) {
		List<String> arguments = new ArrayList<>(List.of("--spring.datasource.url=" + database.url(),
				"--spring.datasource.username=" + database.user(),
				"--spring.datasource.password=" + database.password(), "--spring.datasource.hikari.maximum-pool-size=3",
				"--spring.main.banner-mode=off", "--management.endpoints.web.exposure.include=masterrecord",
				"--masterrecord.migrations.package-name=" + AddMembers.class.getPackageName()));
		arguments.addAll(List.of(more));
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.profiles(Stream.of(profile).filter((name) -> !name.isEmpty()).toArray(String[]::new))
			.run(arguments.toArray(String[]::new));
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@AutoConfigurationPackage(basePackageClasses = Member.class)
	static class Application {

		@Bean
		MasterRecordConfigurer seeds() {
			return (context) -> context.entity(Member.class)
				.seed(new Member(null, "owner@example.com", "s3cr3t-owner"))
				.upsert(Member::email)
				.seed(new Member(null, "tester@example.com", "s3cr3t-tester"))
				.when("development", "test")
				.upsert(Member::email)
				.seed(new Member(null, "support@example.com", "s3cr3t-support"))
				.when("production");
		}

		@Bean
		SeedCallback<Member> passwords() {
			return new SeedCallback<>() {

				@Override
				public Class<Member> entity() {
					return Member.class;
				}

				@Override
				public Member beforeSave(Member member) {
					return new Member(member.id(), member.email(), "secret of " + member.password().length());
				}

			};
		}

	}

}
