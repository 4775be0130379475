package io.masterrecord.repository;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.data.repository.core.support.RepositoryFactorySupport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the place of this module beside others of Spring Data.
 */
class RepositoryModuleTests {

	/**
	 * Other modules are strict about which repositories are theirs only where they see
	 * that they are not alone; otherwise Spring Data JPA claims ours.
	 */
	@Test
	@SuppressWarnings("deprecation")
	void isSeenByOtherModulesOfSpringData() {
		assertThat(SpringFactoriesLoader.loadFactoryNames(RepositoryFactorySupport.class, null))
			.contains(MasterRecordRepositoryFactory.class.getName());
	}

}
