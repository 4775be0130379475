package io.masterrecord.autoconfigure.shop;

import io.masterrecord.repository.MasterRecordRepository;

public interface ProductRepository extends MasterRecordRepository<Product, Long> {

}
