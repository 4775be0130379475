package io.masterrecord.repository;

import java.lang.reflect.Method;

import io.masterrecord.write.EntityOperations;

import org.springframework.data.projection.ProjectionFactory;
import org.springframework.data.repository.core.NamedQueries;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.query.QueryLookupStrategy;
import org.springframework.data.repository.query.RepositoryQuery;

/**
 * Finds the query behind a method that a repository interface declares.
 */
record DeclaredQueries(EntityOperations operations) implements QueryLookupStrategy {

	@Override
	public RepositoryQuery resolveQuery(Method method, RepositoryMetadata metadata, ProjectionFactory factory,
			NamedQueries namedQueries) {
		throw new IllegalStateException(
				"'%s' of '%s' is a method without a body. Give it one (a default method that starts with query()), or implement it in a fragment"
					.formatted(method.getName(), metadata.getRepositoryInterface().getName()));
	}

}
