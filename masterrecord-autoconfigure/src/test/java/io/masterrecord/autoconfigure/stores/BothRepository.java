package io.masterrecord.autoconfigure.stores;

import io.masterrecord.repository.MasterRecordRepository;

interface BothRepository extends MasterRecordRepository<Both, Long> {

}
