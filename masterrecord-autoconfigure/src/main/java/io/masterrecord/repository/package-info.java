/**
 * Spring Data repositories of entities.
 * <p>
 * What enters is an interface that extends
 * {@link io.masterrecord.repository.MasterRecordRepository}; what leaves is a bean that
 * reads with queries and writes with entity operations. Spring Data supplies the
 * machinery: scanning, proxies, transactions, custom fragments, domain events; what
 * stands behind it is here.
 */
@NullMarked
package io.masterrecord.repository;

import org.jspecify.annotations.NullMarked;
