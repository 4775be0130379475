package io.masterrecord.demo;

import io.masterrecord.repository.MasterRecordRepository;

/**
 * The users.
 */
public interface UserRepository extends MasterRecordRepository<User, Long> {

}
