package io.masterrecord.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import io.masterrecord.testing.TestDatabase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The demo as it is started by its main class, on a port of its own, with the profile of
 * a database.
 */
final class RunningDemo implements AutoCloseable {

	private final HttpClient client = HttpClient.newHttpClient();

	private final ConfigurableApplicationContext application;

	private RunningDemo(ConfigurableApplicationContext application) {
		this.application = application;
	}

	static RunningDemo start(TestDatabase database, String... arguments) {
		List<String> all = new ArrayList<>(List.of(arguments));
		all.add("--server.port=0");
		all.add("--DEMO_DATABASE_URL=" + database.url());
		all.add("--DEMO_DATABASE_USER=" + database.user());
		all.add("--DEMO_DATABASE_PASSWORD=" + database.password());
		String profile = switch (database.engine()) {
			case POSTGRESQL -> "postgres";
			case MARIADB -> "mariadb";
			case SQLITE -> "sqlite";
			case H2 -> "default";
			case MYSQL -> throw new IllegalArgumentException("The demo has no profile for " + database.engine());
		};
		all.add("--spring.profiles.active=" + profile);
		return new RunningDemo(new SpringApplicationBuilder(DemoApplication.class).run(all.toArray(String[]::new)));
	}

	Answer get(String address) {
		return send("GET", address, "");
	}

	Answer send(String method, String address, String json) {
		String port = this.application.getEnvironment().getRequiredProperty("local.server.port");
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + address))
			.method(method, HttpRequest.BodyPublishers.ofString(json))
			.header("Content-Type", "application/json")
			.build();
		try {
			HttpResponse<String> response = this.client.send(request, HttpResponse.BodyHandlers.ofString());
			return new Answer(response.statusCode(), response.body());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.application.close();
	}

	/**
	 * What the demo answers.
	 */
	record Answer(int status, String body) {

		JsonNode json() {
			return JsonMapper.shared().readTree(this.body);
		}

	}

}
