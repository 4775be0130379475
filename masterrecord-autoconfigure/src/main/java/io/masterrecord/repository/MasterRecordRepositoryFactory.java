package io.masterrecord.repository;

import java.util.Optional;
import java.util.stream.Collectors;

import io.masterrecord.model.KeyModel;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.write.EntityOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.data.repository.core.EntityInformation;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.core.support.RepositoryFactorySupport;
import org.springframework.data.repository.query.QueryLookupStrategy;
import org.springframework.data.repository.query.QueryLookupStrategy.Key;
import org.springframework.data.repository.query.ValueExpressionDelegate;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * Makes repositories of interfaces.
 *
 * @since 0.1.0
 */
public class MasterRecordRepositoryFactory extends RepositoryFactorySupport {

	private final EntityOperations operations;

	/**
	 * Create a factory.
	 * @param operations reads and writes the entities
	 */
	public MasterRecordRepositoryFactory(EntityOperations operations) {
		Assert.notNull(operations, "'operations' must not be null");
		this.operations = operations;
	}

	@Override
	public EntityInformation<?, ?> getEntityInformation(RepositoryMetadata metadata) {
		return new EntityIdentity<>(this.operations, metadata.getDomainType(), metadata.getIdType());
	}

	@Override
	protected Object getTargetRepository(RepositoryInformation information) {
		checkIdType(information);
		return getTargetRepositoryViaReflection(information, this.operations, information.getDomainType());
	}

	@Override
	protected Class<?> getRepositoryBaseClass(RepositoryMetadata metadata) {
		return SimpleMasterRecordRepository.class;
	}

	@Override
	protected Optional<QueryLookupStrategy> getQueryLookupStrategy(@Nullable Key key,
			ValueExpressionDelegate valueExpressionDelegate) {
		return Optional.of(new DeclaredQueries(this.operations));
	}

	private void checkIdType(RepositoryInformation information) {
		Class<?> idType = getEntityInformation(information).getIdType();
		Class<?> declared = ClassUtils.resolvePrimitiveIfNecessary(information.getIdType());
		if (!declared.isAssignableFrom(idType)) {
			throw new InvalidRepositoryException(
					"'%s' is a repository of ids of type '%s', but the id of '%s' is of type '%s': change its second type argument%s"
						.formatted(information.getRepositoryInterface().getName(), declared.getName(),
								information.getDomainType().getSimpleName(), idType.getName(), orRecord(information)));
		}
	}

	private String orRecord(RepositoryInformation information) {
		KeyModel key = this.operations.model().entity(information.getDomainType()).key();
		return key.isComposite() ? " to that, or to a record with the components "
				+ key.properties().stream().map(PropertyModel::simpleName).collect(Collectors.joining("', '", "'", "'"))
				: "";
	}

}
