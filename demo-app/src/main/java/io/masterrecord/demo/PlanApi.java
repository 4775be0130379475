package io.masterrecord.demo;

import java.net.URI;

import io.masterrecord.query.CursorPage;
import io.masterrecord.query.CursorRequest;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Pageable;
import org.springframework.data.web.PagedModel;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Plans for programs.
 */
@RestController
@RequestMapping("/api/plans")
class PlanApi {

	private final PlanService plans;

	PlanApi(PlanService plans) {
		this.plans = plans;
	}

	@GetMapping
	PagedModel<ListedPlan> list(@RequestParam(required = false) @Nullable String keyword,
			@RequestParam(required = false) @Nullable String planNo,
			@RequestParam(required = false) @Nullable PlanStatus status,
			@RequestParam(required = false) @Nullable String planType, Pageable pageable) {
		return new PagedModel<>(this.plans.page(new PlanFilter(keyword, planNo, status, planType), pageable));
	}

	@GetMapping("/scroll")
	CursorPage<Plan> scroll(@RequestParam(required = false) @Nullable String keyword,
			@RequestParam(required = false) @Nullable String planNo,
			@RequestParam(required = false) @Nullable PlanStatus status,
			@RequestParam(required = false) @Nullable String planType, CursorRequest request) {
		return this.plans.scroll(new PlanFilter(keyword, planNo, status, planType), request);
	}

	@PostMapping
	ResponseEntity<Plan> create(@Valid @RequestBody PlanForm form) {
		Plan plan = this.plans.create(form);
		return ResponseEntity.created(URI.create("/api/plans/" + plan.id())).body(plan);
	}

	@GetMapping("/{id}")
	Plan get(@PathVariable long id) {
		return this.plans.get(id);
	}

	@PutMapping("/{id}")
	Plan update(@PathVariable long id, @Valid @RequestBody PlanForm form) {
		return this.plans.update(id, form);
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable long id) {
		this.plans.delete(id);
	}

}
