package io.masterrecord.command.shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import javax.sql.DataSource;

import io.masterrecord.context.MasterRecordConfigurer;
import io.masterrecord.repository.MasterRecordRepository;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.validation.Validator;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * An application with everything that starts by itself.
 */
@SpringBootApplication
@EnableScheduling
public class ShopApplication {

	/**
	 * Run the application.
	 * @param args the command line
	 */
	public static void main(String[] args) {
		SpringApplication.run(ShopApplication.class, args);
	}

	@Bean
	Shelf shelf(ItemRepository items, DataSource dataSource) {
		return new Shelf();
	}

	@Bean
	ApplicationRunner shopRunner() {
		return (arguments) -> started("runner");
	}

	@Bean
	ApplicationListener<ApplicationReadyEvent> shopListener() {
		return (event) -> started("listener");
	}

	@Bean
	SmartLifecycle shopLifecycle() {
		return new SmartLifecycle() {

			@Override
			public void start() {
				started("lifecycle");
			}

			@Override
			public void stop() {
			}

			@Override
			public boolean isRunning() {
				return false;
			}

		};
	}

	/**
	 * Declares nothing, but needs what Spring Boot sets up to do so.
	 */
	@Bean
	@Profile("dependent")
	MasterRecordConfigurer shopConfigurer(JsonMapper json, MeterRegistry meters, Validator validator) {
		return (context) -> {
		};
	}

	static void started(String what) {
		try {
			Files.writeString(Path.of(System.getProperty("shop.started")), what + "\n", StandardOpenOption.CREATE,
					StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The items.
	 */
	public interface ItemRepository extends MasterRecordRepository<Item, Long> {

	}

	static class Shelf {

		Shelf() {
			started("bean");
		}

		@Scheduled(fixedDelay = 1)
		void tick() {
			started("schedule");
		}

	}

}
