package io.nuzantara.conversation.web;

import io.nuzantara.conversation.ImportOptions;
import io.nuzantara.conversation.ImportView;
import io.nuzantara.conversation.Imports;
import io.nuzantara.execution.Trigger;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Imports over HTTP: create, send each file as a plain stream, start, watch. */
@RestController
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
class ImportsApi {

    private final Imports imports;

    ImportsApi(Imports imports) {
        this.imports = imports;
    }

    /** The files that will be sent. */
    record Wish(@Nullable List<String> files) {
        List<String> names() {
            return files == null
                    ? List.of()
                    : files.stream().map(String::valueOf).toList();
        }
    }

    /** An import and the execution that stores it. */
    record Started(UUID batchId, UUID executionId) {}

    @PostMapping("/api/imports")
    @PreAuthorize("hasAuthority('data:import')")
    ResponseEntity<ImportView> create(
            @RequestParam(defaultValue = "import") String source,
            @RequestParam(defaultValue = "") String timezone,
            @RequestParam(defaultValue = "") String country,
            @RequestParam(defaultValue = ImportOptions.NO_SHIFT) String shift,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "false") boolean strict,
            @RequestParam(name = "keep_sensitive", defaultValue = "false") boolean keepSensitive,
            @RequestParam(name = "dry_run", defaultValue = "false") boolean dryRun,
            @RequestBody Wish wish,
            Principal caller) {
        var options = new ImportOptions(source, timezone, country, shift, type, strict, keepSensitive, dryRun);
        var created = imports.create(options, wish.names(), caller.getName());
        return ResponseEntity.created(URI.create("/api/imports/" + created.batchId()))
                .body(created);
    }

    @PutMapping(path = "/api/imports/{id}/files/{name}", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @PreAuthorize("hasAuthority('data:import')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void addFile(@PathVariable UUID id, @PathVariable String name, HttpServletRequest request) throws IOException {
        imports.addFile(id, name, request.getInputStream());
    }

    @PostMapping("/api/imports/{id}/start")
    @PreAuthorize("hasAuthority('data:import')")
    ResponseEntity<Started> start(@PathVariable UUID id, Principal caller) {
        var execution = imports.start(id, Trigger.API, caller.getName());
        return ResponseEntity.accepted()
                .location(URI.create("/api/imports/" + id))
                .body(new Started(id, execution));
    }

    @GetMapping("/api/imports/{id}")
    @PreAuthorize("hasAuthority('data:import')")
    ImportView view(@PathVariable UUID id) {
        return imports.view(id);
    }

    @GetMapping("/api/imports/{id}/refused")
    @PreAuthorize("hasAuthority('data:import')")
    void refused(@PathVariable UUID id, HttpServletResponse response) throws IOException {
        var rows = imports.refused(id);
        response.setContentType(rows.mediaType());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(rows.name()).build().toString());
        rows.writeTo(response.getOutputStream());
    }
}
