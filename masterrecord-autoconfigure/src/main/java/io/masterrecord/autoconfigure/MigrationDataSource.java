package io.masterrecord.autoconfigure;

import java.sql.DriverManager;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.ClassUtils;

/**
 * The data source of the migrations: that of the application, or one with an account of
 * its own. The latter opens a connection when one is asked for and keeps none, so that
 * nothing of its rights stays behind in a pool.
 */
final class MigrationDataSource {

	private static final String URL = "masterrecord.migrations.url";

	private MigrationDataSource() {
	}

	/**
	 * Return the data source.
	 * @param properties what is configured
	 * @param application the data source of the application
	 */
	static DataSource of(MasterRecordProperties.Migrations properties, DataSource application) {
		String url = properties.url();
		String username = properties.username();
		if (url == null && username == null) {
			return application;
		}
		DataSourceBuilder<?> builder = (url != null && username != null)
				? DataSourceBuilder.create(application.getClass().getClassLoader())
				: DataSourceBuilder.derivedFrom(DataSourceUnwrapper.unwrapRoot(application));
		if (url != null) {
			builder.url(url).driverClassName(driver(url, application.getClass().getClassLoader()));
		}
		if (username != null) {
			builder.username(username).password((properties.password() != null) ? properties.password() : "");
		}
		return builder.type(SimpleDriverDataSource.class).build();
	}

	/**
	 * Return the driver for a URL, which need not be that of the application.
	 */
	private static String driver(String url, @Nullable ClassLoader classLoader) {
		if (!url.startsWith("jdbc:")) {
			throw new InvalidPropertyException(URL, "does not begin with 'jdbc:'",
					"write it as in 'jdbc:postgresql://localhost/shop'");
		}
		String known = DatabaseDriver.fromJdbcUrl(url).getDriverClassName();
		if (known != null && ClassUtils.isPresent(known, classLoader)) {
			return known;
		}
		try {
			return DriverManager.getDriver(url).getClass().getName();
		}
		catch (SQLException ex) {
			String place = UnreachableDatabaseFailureAnalyzer.place(url);
			if (known == null) {
				throw new InvalidPropertyException(URL, "leads to '%s', which no driver takes".formatted(place),
						"begin it with what names the database, as in 'jdbc:postgresql:'");
			}
			throw new InvalidPropertyException(URL,
					"leads to '%s', but class '%s' is not on the class path".formatted(place, known),
					"add the driver to the dependencies, or correct the URL");
		}
	}

}
