package io.masterrecord.autoconfigure.sliced;

import io.masterrecord.repository.MasterRecordRepository;

interface NoteRepository extends MasterRecordRepository<SlicedApplication.Note, Long> {

}
