package io.masterrecord.autoconfigure;

import javax.sql.DataSource;

import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * The data source of the migrations: that of the application, or one with an account of
 * its own. The latter opens a connection when one is asked for and keeps none, so that
 * nothing of its rights stays behind in a pool.
 */
final class MigrationDataSource {

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
			builder.url(url);
		}
		if (username != null) {
			builder.username(username).password((properties.password() != null) ? properties.password() : "");
		}
		return builder.type(SimpleDriverDataSource.class).build();
	}

}
