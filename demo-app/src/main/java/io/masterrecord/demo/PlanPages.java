package io.masterrecord.demo;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import io.masterrecord.autoconfigure.MasterRecordProperties;
import io.masterrecord.query.CursorPage;
import io.masterrecord.query.CursorRequest;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Plans for people.
 */
@Controller
class PlanPages {

	private final PlanService plans;

	private final UserRepository users;

	private final int defaultSize;

	PlanPages(PlanService plans, UserRepository users, MasterRecordProperties properties) {
		this.plans = plans;
		this.users = users;
		this.defaultSize = properties.pagination().defaultSize();
	}

	@GetMapping("/")
	String list(@RequestParam(required = false) @Nullable String keyword,
			@RequestParam(required = false) @Nullable String planNo,
			@RequestParam(required = false) @Nullable PlanStatus status,
			@RequestParam(required = false) @Nullable String planType, Pageable pageable, Model model) {
		PlanFilter filter = new PlanFilter(keyword, planNo, status, planType);
		Page<ListedPlan> page = this.plans.page(filter, pageable);
		model.addAttribute("list", new PlanList(filter, page, this.defaultSize));
		model.addAttribute("sizes", sizes(page.getSize()));
		return "plans";
	}

	/**
	 * Show the latest plans, and lead on from there to older and to newer ones.
	 */
	@GetMapping("/latest")
	String latest(CursorRequest request, Model model) {
		CursorPage<Plan> page = this.plans.scroll(PlanFilter.NONE, request);
		model.addAttribute("page", page);
		model.addAttribute("size", (request.size() != this.defaultSize) ? request.size() : null);
		return "latest";
	}

	@GetMapping("/plans/new")
	String create(Model model) {
		return form(null, PlanForm.empty(), Map.of(), model);
	}

	@PostMapping("/plans")
	String create(@Valid @ModelAttribute @Nullable PlanForm form, BindingResult binding, Model model,
			RedirectAttributes redirect) {
		return save(null, form, binding, model, redirect);
	}

	@GetMapping("/plans/{id}")
	String edit(@PathVariable long id, Model model) {
		return form(id, PlanForm.of(this.plans.get(id)), Map.of(), model);
	}

	@PostMapping("/plans/{id}")
	String edit(@PathVariable long id, @Valid @ModelAttribute @Nullable PlanForm form, BindingResult binding,
			Model model, RedirectAttributes redirect) {
		return save(id, form, binding, model, redirect);
	}

	@PostMapping("/plans/{id}/delete")
	String delete(@PathVariable long id, RedirectAttributes redirect) {
		Plan plan = this.plans.delete(id);
		redirect.addFlashAttribute("message", "Plan %s was deleted.".formatted(plan.planNo()));
		return "redirect:/";
	}

	private String save(@Nullable Long id, @Nullable PlanForm form, BindingResult binding, Model model,
			RedirectAttributes redirect) {
		if (form == null || binding.hasErrors()) {
			return form(id, (form != null) ? form : PlanForm.empty(), errors(binding), model);
		}
		try {
			Plan plan = (id != null) ? this.plans.update(id, form) : this.plans.create(form);
			redirect.addFlashAttribute("message",
					"Plan %s was %s.".formatted(plan.planNo(), (id != null) ? "changed" : "created"));
			return "redirect:/";
		}
		catch (DuplicateKeyException ex) {
			return form(id, form, Map.of("planNo", "is taken by another plan, which may be a deleted one"), model);
		}
		catch (UnknownUserException ex) {
			return form(id, form, Map.of("createdBy", "must be one of the users"), model);
		}
		catch (OptimisticLockingFailureException ex) {
			model.addAttribute("stale", true);
			return form(id, form, Map.of(), model);
		}
	}

	private String form(@Nullable Long id, PlanForm form, Map<String, String> errors, Model model) {
		model.addAttribute("heading", (id != null) ? "Change plan" : "New plan");
		model.addAttribute("id", id);
		model.addAttribute("form", form);
		model.addAttribute("errors", errors);
		model.addAttribute("statuses", PlanStatus.values());
		model.addAttribute("users", this.users.findAll());
		return "plan";
	}

	private List<Integer> sizes(int current) {
		return IntStream.of(5, 10, 25, 50, this.defaultSize, current).sorted().distinct().boxed().toList();
	}

	private static Map<String, String> errors(BindingResult binding) {
		Map<String, String> errors = new TreeMap<>();
		for (FieldError error : binding.getFieldErrors()) {
			String message = error.isBindingFailure() ? "cannot be read" : String.valueOf(error.getDefaultMessage());
			errors.merge(error.getField(), message, (a, b) -> a + "; " + b);
		}
		return errors;
	}

}
