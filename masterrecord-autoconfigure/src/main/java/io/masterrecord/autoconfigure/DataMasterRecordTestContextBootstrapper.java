package io.masterrecord.autoconfigure;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/**
 * Reads the properties of {@link DataMasterRecordTest}.
 */
class DataMasterRecordTestContextBootstrapper extends TestSliceTestContextBootstrapper<DataMasterRecordTest> {

}
