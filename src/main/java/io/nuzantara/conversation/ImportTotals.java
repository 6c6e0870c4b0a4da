package io.nuzantara.conversation;

import java.util.List;

/** What became of all rows of an import. */
record ImportTotals(long created, long updated, long unchanged, long refused, int refusedFiles) {

    static ImportTotals of(List<ImportFile> files) {
        return new ImportTotals(
                files.stream().mapToLong(ImportFile::created).sum(),
                files.stream().mapToLong(ImportFile::updated).sum(),
                files.stream().mapToLong(ImportFile::unchanged).sum(),
                files.stream().mapToLong(ImportFile::refused).sum(),
                (int) files.stream().filter(file -> file.refusedCode() != null).count());
    }
}
