package com.heraerp.documents.adapter.in.http;

import com.heraerp.documents.application.PrintPdf;
import com.heraerp.documents.application.ReadPaper;
import com.heraerp.documents.domain.Paper;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.QueryParameters;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** {@code GET /api/v2.1/transactions/{id}/document}: a transaction as people print it or hand it out. */
@Controller("/api/v2.1/transactions/{transactionId}/document")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DocumentController {

    private static final String FORMAT = "format";
    private static final MediaType PAGE = MediaType.of("text/html; charset=utf-8");
    /** What a file's name may hold everywhere. */
    private static final String UNSAFE = "[^A-Za-z0-9._-]+";

    private final ReadPaper readPaper;
    private final PrintPdf printPdf;

    DocumentController(ReadPaper readPaper, PrintPdf printPdf) {
        this.readPaper = readPaper;
        this.printPdf = printPdf;
    }

    @Get
    @Produces({MediaType.TEXT_HTML, MediaType.APPLICATION_PDF})
    HttpResponse<byte[]> document(Call call, HttpRequest<?> request, @PathVariable String transactionId) {
        boolean pdf = isPdf(QueryParameters.of(request, Set.of(FORMAT)));
        ReadPaper.Command command = new ReadPaper.Command(
                call.actor(), call.reading(), QueryParameters.uuid("transaction_id", transactionId));
        Paper paper = call.timings().measure("db", () -> readPaper.handle(command));
        return pdf ? file(call, paper) : page(paper);
    }

    private static boolean isPdf(QueryParameters parameters) {
        String format = parameters.text(FORMAT);
        return switch (format) {
            case null -> false;
            case "html" -> false;
            case "pdf" -> true;
            default -> throw Refused.field(FORMAT, FORMAT + " must be html or pdf");
        };
    }

    private static HttpResponse<byte[]> page(Paper paper) {
        return HttpResponse.ok(DocumentPage.of(paper, PageStyle.SCREEN).getBytes(StandardCharsets.UTF_8))
                .contentType(PAGE)
                .header("Content-Security-Policy", PageStyle.SCREEN.policy());
    }

    private HttpResponse<byte[]> file(Call call, Paper paper) {
        byte[] pdf = call.timings().measure("pdf", () -> printPdf.handle(DocumentPage.of(paper, PageStyle.PAPER)));
        return HttpResponse.ok(pdf)
                .contentType(MediaType.APPLICATION_PDF_TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + fileName(paper) + ".pdf\"");
    }

    private static String fileName(Paper paper) {
        String safe = paper.numbered().replaceAll(UNSAFE, "-");
        return safe.chars().anyMatch(Character::isLetterOrDigit) ? safe : paper.id();
    }
}
