namespace CodeBench.Generation.Configuration;

/// <summary>Fields of config.json that do not say how the model computes.</summary>
internal static class KnownFields
{
    /// <summary>Those that change nothing in any family, whatever they say.</summary>
    public static IReadOnlySet<string> Harmless { get; } = new HashSet<string>
    {
        // Where it comes from.
        "_name_or_path", "name_or_path", "_commit_hash", "transformers_version", "unsloth_version", "unsloth_fixed", "tokenizer_class", "model_name",
        "is_llama_config", "is_qwen2_config", "is_starcoder2_config",

        // How others compute the same, and in which type: the files say how weights are stored, --dtype how they are computed with.
        "torch_dtype", "dtype", "_attn_implementation", "_attn_implementation_autoset", "attn_implementation", "_flash_attn_2_enabled", "use_flash_attn",
        "use_cache", "pretraining_tp", "torchscript", "use_bfloat16", "tf_legacy_loss", "chunk_size_feed_forward", "return_dict", "output_attentions",
        "output_hidden_states", "transformers.js_config",

        // Training.
        "initializer_range", "attention_dropout", "hidden_dropout", "residual_dropout", "embedding_dropout", "gradient_checkpointing",
        "use_gradient_checkpointing",

        // Longest sequence in words of old configurations; max_position_embeddings says it.
        "max_sequence_length", "model_max_length",

        // Tokens with a meaning, which the tokenizer's files and generation_config.json say as well, and which are read there.
        "bos_token_id", "eos_token_id", "pad_token_id", "unk_token_id", "sep_token_id", "cls_token_id", "decoder_start_token_id", "forced_bos_token_id",
        "forced_eos_token_id",

        // Other tasks.
        "id2label", "label2id", "num_labels", "problem_type", "finetuning_task", "task_specific_params", "is_decoder", "prefix",

        // How to draw tokens: the command line says so.
        "max_length", "min_length", "do_sample", "early_stopping", "num_beams", "num_beam_groups", "diversity_penalty", "temperature", "top_k", "top_p",
        "typical_p", "repetition_penalty", "length_penalty", "no_repeat_ngram_size", "encoder_no_repeat_ngram_size", "bad_words_ids",
        "num_return_sequences", "output_scores", "return_dict_in_generate", "exponential_decay_length_penalty", "suppress_tokens",
        "begin_suppress_tokens", "remove_invalid_values",
    };

    /// <summary>Those of all families that may be there with one value (as JSON) alone.</summary>
    public static IReadOnlyDictionary<string, string> Fixed { get; } = new Dictionary<string, string>
    {
        ["is_causal"] = "true",
        ["is_encoder_decoder"] = "false",
        ["tie_encoder_decoder"] = "false",
        ["add_cross_attention"] = "false",
        ["partial_rotary_factor"] = "1",
        ["rope_interleaved"] = "false",
        ["use_mrope"] = "false",
    };
}
