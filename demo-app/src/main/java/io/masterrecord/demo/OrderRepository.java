package io.masterrecord.demo;

import io.masterrecord.repository.MasterRecordRepository;

/**
 * The orders.
 */
public interface OrderRepository extends MasterRecordRepository<Order, Long> {

}
