# What AlgoPerf calls. Its runner passes everything by name, and its versions pass different things.
_BATCH_SIZES = {
    "criteo1tb": 262_144,
    "fastmri": 32,
    "imagenet_resnet": 1024,
    "imagenet_vit": 1024,
    "librispeech_conformer": 256,
    "librispeech_deepspeech": 256,
    "mnist": 16,
    "ogbg": 512,
    "wmt": 128,
}


def get_batch_size(workload_name):
    """Examples of each step, over all devices."""
    for name, size in _BATCH_SIZES.items():
        if workload_name.startswith(name):
            return size
    raise ValueError(f"unsupported workload: {workload_name}")


def data_selection(input_queue, **unused):
    """The next batch, as it comes."""
    return next(input_queue)


def init_optimizer_state(workload, model_params, hyperparameters, **unused):
    """The optimizer, and a schedule: a linear rise, then a cosine down to 0 at the step hint."""
    optimizer = {type}(
        model_params.parameters(),
        {arguments},
    )
    rise = max(int(hyperparameters.warmup_factor * workload.step_hint), 1)
    fall = max(workload.step_hint - rise, 1)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: (step + 1) / rise
        if step < rise
        else 0.5 * (1 + math.cos(math.pi * min((step - rise) / fall, 1))),
    )
    return {"optimizer": optimizer, "scheduler": scheduler}


def update_params(
    workload, current_param_container, model_state, hyperparameters, batch, optimizer_state, rng,
    **unused
):
    """One step."""
    model = current_param_container
    model.train()
    optimizer_state["optimizer"].zero_grad()
    logits, model_state = workload.model_fn(
        params=model,
        augmented_and_preprocessed_input_batch=batch,
        model_state=model_state,
        mode=spec.ForwardPassMode.TRAIN,
        rng=rng,
        update_batch_norm=True,
    )
    losses = workload.loss_fn(
        label_batch=batch["targets"], logits_batch=logits, mask_batch=batch.get("weights")
    )
    total, count = losses["summed"], losses["n_valid_examples"]
    if torch.distributed.is_available() and torch.distributed.is_initialized():
        # Each device has its share of the batch; gradients are averaged over devices.
        total = torch.distributed.nn.all_reduce(total)
        count = torch.distributed.nn.all_reduce(count)
    (total / count).backward()
    optimizer_state["optimizer"].step()
    optimizer_state["scheduler"].step()
    return optimizer_state, current_param_container, model_state


def prepare_for_eval(current_param_container, model_state, optimizer_state, **unused):
    """Nothing: what is trained is what is evaluated."""
    return optimizer_state, current_param_container, model_state
